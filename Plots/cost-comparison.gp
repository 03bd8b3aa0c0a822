# Redraw with: gnuplot cost-comparison.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,839 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'cost_comparison'; set output 'cost-comparison.svg'
$panel1_1 << EOD
161164654804992000 27
157094938411008000 26
156778654334976000 25
77657303678976000 24
161330318401536000 23
155124857044992000 22
77815483465728000 21
77815445716992000 20
77817144410038272 19
512980156416000 18.2
155124857044992000 17
155125354070016000 16
77815546380288000 15
155124857044992000 14
77815445716992000 13
77815445716992000 12
155124857044992000 11
155124863336448000 10
253213802496000 9.2
77562625130496000 8
155729108926464000 7
506306494464000 6.2
155729108926464000 5
155124857044992000 4
7.7309411328e+16 3
158102917781200896 2
155082679201185792 1
EOD
$panel1_2 << EOD
546199044096000 27
703284117504000 26
387000041472000 25
367219703808000 24
707024510976000 23
544689094656000 22
525399490560000 21
525361741824000 20
527060140032000 19
512980156416000 17.8
544689094656000 17
545186119680000 16
525462405120000 15
544689094656000 14
525361741824000 13
525361741824000 12
544689094656000 11
544695386112000 10
253213802496000 8.8
272541155328000 8
545112195072000 7
506306494464000 5.8
545112195072000 5
544689094656000 4
19327352832000 3
503760322560000 2
502820044800000 1
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 2,048,000 positions full attention takes 1.00 (6nd)}' at screen 0.01628,0.96958 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold to 4,000.00 (flash) times the FLOPs of RMT of 512}' at screen 0.01628,0.94441 left front font ',16' textcolor rgb '#222222'
set label 'opt-125m · prefill · RMT: segments of 512 positions, 10 of them memory' at screen 0.01628,0.91924 left front font ',11' textcolor rgb '#666666'

set lmargin at screen 0.16815
set rmargin at screen 0.89358
set tmargin at screen 0.87573
set bmargin at screen 0.04353
set logscale x 10
set xrange [12305384664365.459:2.5339215890381046e+17]
set xtics ('' 100000000000000.0, '' 1000000000000000.0, '' 1e+16, '' 1e+17) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [0.0:28.0]
set ytics ('rmt-paper' 27.0, 'hoffmann' 26.0, 'hoffmann-table4' 25.0, 'kaplan' 24.0, 'electra' 23.0, 'matmul' 22.0, 'matmul-causal' 21.0, 'matmul-half' 20.0, 'executed' 19.0, '6nd' 18.0, 'palm' 17.0, 'torchtitan' 16.0, 'megatron' 15.0, 'megatron-ptdp' 14.0, 'nemo' 13.0, 'maxtext' 12.0, 'llm-analysis' 11.0, 'eleuther' 10.0, 'fvcore (MACs)' 9.0, 'fvcore-eager (MACs)' 8.0, 'deepspeed' 7.0, 'calflops' 6.0, 'calflops-eager' 5.0, 'torch' 4.0, 'flash' 3.0, 'llm-viewer' 2.0, 'vllm' 1.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'FLOPs, counted' at screen 0.1635,0.89123 left front font ',12.5' textcolor rgb '#222222'
set label 'FLOPs' at screen 0.15187,0.02565 right front font ',11' textcolor rgb '#666666'
set label '10¹⁴' at screen 0.32117,0.02565 center front font ',11' textcolor rgb '#222222'
set label '10¹⁵' at screen 0.48934,0.02565 center front font ',11' textcolor rgb '#222222'
set label '10¹⁶' at screen 0.65751,0.02565 center front font ',11' textcolor rgb '#222222'
set label '10¹⁷' at screen 0.82567,0.02565 center front font ',11' textcolor rgb '#222222'
set label 'ratio' at screen 0.91218,0.89004 left front font ',11' textcolor rgb '#666666'
set label '×295.07' at screen 0.91218,0.84601 left front font ',11' textcolor rgb '#666666'
set label '×223.37' at screen 0.91218,0.81629 left front font ',11' textcolor rgb '#666666'
set label '×405.11' at screen 0.91218,0.78657 left front font ',11' textcolor rgb '#666666'
set label '×211.47' at screen 0.91218,0.75685 left front font ',11' textcolor rgb '#666666'
set label '×228.18' at screen 0.91218,0.72712 left front font ',11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91218,0.6974 left front font ',11' textcolor rgb '#666666'
set label '×148.11' at screen 0.91218,0.66768 left front font ',11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91218,0.63796 left front font ',11' textcolor rgb '#666666'
set label '×147.64' at screen 0.91218,0.60824 left front font ',11' textcolor rgb '#666666'
set label '×1.00' at screen 0.91218,0.57852 left front font ',11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91218,0.5488 left front font ',11' textcolor rgb '#666666'
set label '×284.54' at screen 0.91218,0.51907 left front font ',11' textcolor rgb '#666666'
set label '×148.09' at screen 0.91218,0.48935 left front font ',11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91218,0.45963 left front font ',11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91218,0.42991 left front font ',11' textcolor rgb '#666666'
set label '×148.12' at screen 0.91218,0.40019 left front font ',11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91218,0.37047 left front font ',11' textcolor rgb '#666666'
set label '×284.79' at screen 0.91218,0.34074 left front font ',11' textcolor rgb '#666666'
set label '×1.00' at screen 0.91218,0.31102 left front font ',11' textcolor rgb '#666666'
set label '×284.59' at screen 0.91218,0.2813 left front font ',11' textcolor rgb '#666666'
set label '×285.68' at screen 0.91218,0.25158 left front font ',11' textcolor rgb '#666666'
set label '×1.00' at screen 0.91218,0.22186 left front font ',11' textcolor rgb '#666666'
set label '×285.68' at screen 0.91218,0.19214 left front font ',11' textcolor rgb '#666666'
set label '×284.80' at screen 0.91218,0.16241 left front font ',11' textcolor rgb '#666666'
set label '×4,000.00' at screen 0.91218,0.13269 left front font ',11' textcolor rgb '#666666'
set label '×313.85' at screen 0.91218,0.10297 left front font ',11' textcolor rgb '#666666'
set label '×308.43' at screen 0.91218,0.07325 left front font ',11' textcolor rgb '#666666'
set label 'RMT of 512' at screen 0.40286,0.86858 left front font ',12.5' textcolor rgb '#D55E00'
set arrow from screen 0.44517,0.85875 to screen 0.44517,0.85435 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'full attention' at screen 0.81357,0.86858 left front font ',12.5' textcolor rgb '#0072B2'
set arrow from screen 0.86053,0.85875 to screen 0.86053,0.85435 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
plot \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 1.0 linecolor rgb '#0072B2' linewidth 1.6 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 5 pointsize 1.0 linecolor rgb '#D55E00' linewidth 1.6 dashtype solid
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
